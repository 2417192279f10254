import { randomBytes } from 'node:crypto';
import { signToken, verifyToken } from '@millrace/content';
import { codeFrom, type Instant, type Json } from '@millrace/base';
import { keyFor } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';

/** The message that a link belongs to. Ids only: anybody can read a token, but only we can make one. */
export interface MessageReference {
  readonly workspaceId: string;
  readonly messageId: string;
  readonly enrolledAt: Instant;
  /** Position of the clicked link in the message, from 0. */
  readonly link?: number;
}

type Purpose = 'open' | 'click' | 'unsubscribe' | 'preferences' | 'view' | 'receipt' | 'answer';

const signingSecret = (context: Pick<Context, 'secret'>) =>
  keyFor(context.secret, 'links').toString('base64url');

export function linkToken(
  context: Pick<Context, 'secret'>,
  purpose: Purpose,
  { workspaceId, messageId, enrolledAt, link }: MessageReference,
): string {
  return signToken(signingSecret(context), purpose, {
    w: workspaceId,
    m: messageId,
    e: enrolledAt,
    ...(link === undefined ? {} : { l: link }),
  });
}

/** The message of a token; null when its signature is not ours or it is for another purpose. */
export function readLinkToken(
  context: Pick<Context, 'secret'>,
  purpose: Purpose,
  token: string,
): MessageReference | null {
  const payload = verifyToken(signingSecret(context), purpose, token) as {
    readonly [key: string]: Json;
  } | null;
  if (
    !payload ||
    typeof payload['w'] !== 'string' ||
    typeof payload['m'] !== 'string' ||
    typeof payload['e'] !== 'number'
  )
    return null;
  return {
    workspaceId: payload['w'],
    messageId: payload['m'],
    enrolledAt: payload['e'],
    ...(typeof payload['l'] === 'number' ? { link: payload['l'] } : {}),
  };
}

/** The page of a question in a test: it looks the same and records nothing. */
export const uncountedAnswer = ({ publicUrl }: Pick<Context, 'publicUrl'>): string => `${publicUrl}/a/test`;

/** All addresses in a message that lead to Millrace. */
export function messageLinks(context: Pick<Context, 'secret' | 'publicUrl'>, reference: MessageReference) {
  const of = (purpose: Purpose, path: string, link?: number) =>
    `${context.publicUrl}/${path}/${linkToken(context, purpose, { ...reference, ...(link === undefined ? {} : { link }) })}`;
  return {
    unsubscribe: of('unsubscribe', 'u'),
    preferences: of('preferences', 'p'),
    open: of('open', 'o'),
    click: (link: number) => of('click', 'c', link),
    /** The page on which a question is answered. */
    answer: (link: number) => of('answer', 'a', link),
    uncounted: uncountedAnswer(context),
  };
}

/** Ten characters with 50 random bits, so that nobody can guess a code. */
export const newShortCode = () => codeFrom(randomBytes(16).toString('hex'), 10);

/** An address as long as a short link, for previews: what a message costs depends on its length. It leads nowhere. */
export const sampleShortLink = ({ publicUrl }: Pick<Context, 'publicUrl'>): string =>
  `${publicUrl}/s/${codeFrom('sample', 10)}`;
