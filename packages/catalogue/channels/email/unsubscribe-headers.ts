import { fail } from '@millrace/base';

/**
 * Headers for one-click unsubscribe: RFC 8058, section 3.1. The address must accept a POST without sign-in,
 * and the provider must sign both headers by DKIM.
 * @param url https address of the unsubscribe page
 * @param mailto mailbox for unsubscribe mails, if there is one
 * @throws content-invalid when the address is not a web address
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
