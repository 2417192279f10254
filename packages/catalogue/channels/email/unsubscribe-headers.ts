import { fail } from '@millrace/base';

/**
 * Headers for one-click unsubscribe: RFC 8058, section 3.1. The address must answer a POST without any sign-in, and the
 * two headers must be signed by DKIM, which is the provider's to do.
 * @param url https address of the unsubscribe page
 * @param mailto mailbox that takes unsubscribe mails, where there is one
 */
export function unsubscribeHeaders(url: string, mailto?: string): Record<string, string> {
  if (!/^https?:\/\/[^\s<>]+$/.test(url))
    fail('content-invalid', { problem: 'the unsubscribe link is not a web address' });
  const ways = [
    `<${url}>`,
    ...(mailto ? [`<mailto:${mailto.replace(/[<>\s]/g, '')}?subject=unsubscribe>`] : []),
  ];
  return { 'List-Unsubscribe': ways.join(', '), 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
