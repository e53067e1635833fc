import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

// Who may come in. Any program and any web page on this computer can reach a loopback port, so being local proves nothing.

const SECRET_BYTES = 32;

/** The names under which the preview may be addressed; another name means that a foreign site points at this port. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/**
 * True when a request that changes something was made by a page of this very preview.
 *
 * @param origin the Origin header; every browser sends it with POST, so a missing one is refused
 * @param site the Sec-Fetch-Site header where the browser sends it
 */
export function isOwnOrigin(host: string | undefined, origin: string | undefined, site: string | undefined): boolean {
  return host !== undefined && origin === `http://${host}` && (site === undefined || site === 'same-origin');
}

/** True when both are the same; takes equally long wherever they differ. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** A token that opens once, and the session cookie that it is exchanged for. */
export class Door {
  /** 256 random bits; goes into the address that `npm start` prints. */
  readonly token = randomBytes(SECRET_BYTES).toString('base64url');
  readonly #session = randomBytes(SECRET_BYTES).toString('base64url');
  readonly #cookie: string;
  #used = false;

  /** @param port cookies are shared by all ports of a host, so the name of ours carries the port */
  constructor(port: number) {
    this.#cookie = `xiaojia-${port}`;
  }

  /** The Set-Cookie header for whoever brings the token first, undefined for everybody else. */
  enter(token: string): string | undefined {
    if (this.#used || !sameSecret(token, this.token)) return undefined;
    this.#used = true;
    return `${this.#cookie}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** @param header the request's Cookie header */
  admits(header: string | undefined): boolean {
    const prefix = `${this.#cookie}=`;
    const ours = (header ?? '').split(/;\s*/).filter((cookie) => cookie.startsWith(prefix));
    return ours.length === 1 && ours.every((cookie) => sameSecret(cookie.slice(prefix.length), this.#session));
  }
}
