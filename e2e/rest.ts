import { product } from './product.ts';

/** Calls the public API with the first key. Throws on any error response. */
export async function rest<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(`${product.url()}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${product.apiKey()}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`);
  // A deletion answers nothing.
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
}

export interface FlowAnswer {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly revision: number;
  readonly graph: {
    readonly nodes: readonly { id: string; kind: string; name?: string; config: Record<string, unknown> }[];
    readonly edges: readonly { from: string; port: string; to: string }[];
  };
  readonly problems: readonly { readonly sentence: string; readonly severity: string }[];
}

export interface MessageAnswer {
  readonly id: string;
  readonly status: string;
  readonly to: string | null;
  readonly subject: string | null;
  readonly channel: string;
  readonly customerId: string;
  readonly enrolmentId: string;
}
