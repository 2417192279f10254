'use client';
import { eventLabel } from './event-label.ts';
import type { StorefrontView } from '@millrace/services/storefront';
import { Button, Card, Icon, RelativeTime } from '@millrace/ui';
import { CodeBlock } from './code-block.tsx';
import { useSave } from './use-save.ts';

/** The line to paste, and whether anything has come from it. */
export function SnippetPart({ storefront, may }: { storefront: StorefrontView; may: boolean }) {
  const { script, refusedOrigin, refusedAt, lastEventAt, origins } = storefront;
  const save = useSave('Allowed. Open the page again.');
  const line = `<script async src="${script}"></script>`;
  return (
    <Card
      title="The line to paste"
      sentence="Into every page of the shop, before </head>. In Shopify: Online Store, Themes, Edit code, theme.liquid."
    >
      <CodeBlock code={line} label="the line for your shop" />
      <p role="status" className="mt-3 flex items-start gap-1.5 text-13 text-pretty">
        {lastEventAt === null ? (
          <>
            <Icon name="hourglass" size={14} className="mt-0.5 shrink-0 text-waiting" />
            <span>
              Nothing has come yet: paste the line, open a product of your shop and agree to its cookie
              banner. It appears here within seconds.
            </span>
          </>
        ) : (
          <>
            <Icon name="check-circle" size={14} className="mt-0.5 shrink-0 text-good" />
            <span>
              It works. Last event: {eventLabel(storefront.lastEventType)},{' '}
              <RelativeTime instant={lastEventAt} />.
            </span>
          </>
        )}
      </p>
      {refusedOrigin !== null && refusedAt !== null && !origins.includes(refusedOrigin) ? (
        <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-13">
          <span className="flex min-w-0 items-start gap-1.5">
            <Icon name="warning" size={14} className="mt-0.5 shrink-0 text-waiting" />
            <span className="min-w-0 break-words">
              Refused <RelativeTime instant={refusedAt} />: pages of {refusedOrigin} are not allowed.
            </span>
          </span>
          {may ? (
            <Button
              size="small"
              busy={save.isPending}
              onClick={() => save.mutate({ origins: [...origins, refusedOrigin] })}
            >
              Allow this address
            </Button>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}
