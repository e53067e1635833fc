import { call } from '#renderer/app/client.ts';
import { bytesOf } from './content.ts';

/** Twice as wide as it is shown, for screens with small dots. */
const WIDTH = 360;

let turn: Promise<unknown> = Promise.resolve();

/**
 * A small picture of a photo, as an address for an `img`. One photo after another is read and made small, because twenty of
 * 20 MB at once would be half a gigabyte of text in the page.
 * @throws CallError, or an error of the browser when the photo cannot be read
 */
export function thumbnailOf(id: string): Promise<string> {
  const made = turn.then(() => makeSmall(id));
  turn = made.catch(() => undefined);
  return made;
}

async function makeSmall(id: string): Promise<string> {
  const content = await call('ledger.readAttachment', { id });
  // turned the way the camera was held
  const picture = await createImageBitmap(new Blob([bytesOf(content)]), {
    resizeWidth: WIDTH,
    resizeQuality: 'medium',
    imageOrientation: 'from-image',
  });
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  return canvas.toDataURL('image/jpeg', 0.85);
}
