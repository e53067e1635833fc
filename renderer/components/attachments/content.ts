import { useEffect, useState } from 'react';
import { call, messageOf } from '#renderer/app/client.ts';
import type { AttachmentContent, AttachmentKind } from '#shared/contract/ledger.ts';

const MEDIA_TYPES: Readonly<Record<AttachmentKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
};

/** Reads one file whole: the papers of vouchers, or those of another feature. */
export type LoadContent = (id: string) => Promise<AttachmentContent>;
export const loadAttachment: LoadContent = (id) => call('ledger.readAttachment', { id });

/**
 * The file of an attachment. It never changes, so it is read once and not again after every write, as `useCall` would.
 * Give the component `key={id}`.
 */
export function useContent(
  id: string,
  load: LoadContent = loadAttachment,
): { content: AttachmentContent | undefined; error: string | undefined } {
  const [content, setContent] = useState<AttachmentContent>();
  const [error, setError] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: how it is read does not change while it is shown
  useEffect(() => {
    let gone = false;
    load(id).then(
      (value) => gone || setContent(value),
      (reason: unknown) => gone || setError(messageOf(reason)),
    );
    return () => {
      gone = true;
    };
  }, [id]);
  return { content, error };
}

/** A photo as an address that the pages may load (`img-src data:`). */
export function photoAddress({ kind, content }: AttachmentContent): string {
  return `data:${MEDIA_TYPES[kind]};base64,${content}`;
}

export function bytesOf({ content }: AttachmentContent): Uint8Array<ArrayBuffer> {
  const text = atob(content);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** `312 KB`, `2.4 MB` */
export function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** `2026-03-15`, as the clock of this computer stood. */
export function dayOfInstant(at: string): string {
  return new Date(at).toLocaleDateString('sv-SE');
}
