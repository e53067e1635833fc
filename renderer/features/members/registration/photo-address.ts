import type { Photo } from '#shared/contract/members.ts';

/** A photo as an address that the pages may load (`img-src data:`). */
export function photoAddress({ kind, content }: Photo): string {
  return `data:image/${kind};base64,${content}`;
}

/** Dots across the frame on the form (32 mm) at 300 dots an inch. */
const PRINTED_WIDTH = 380;

/**
 * The same photo as small as it is printed: two hundred of 5 MB would fill the memory of the page.
 * @throws an error of the browser when the photo cannot be drawn
 */
export async function printedPhoto({ kind, content }: Photo): Promise<string> {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  // turned the way the camera was held
  const picture = await createImageBitmap(new Blob([bytes], { type: `image/${kind}` }), {
    resizeWidth: PRINTED_WIDTH,
    resizeQuality: 'high',
    imageOrientation: 'from-image',
  });
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  return canvas.toDataURL('image/jpeg', 0.9);
}
