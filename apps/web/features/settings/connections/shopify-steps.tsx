'use client';
import { Badge, Dialog } from '@millrace/ui';
import type { ReactNode } from 'react';
import type { ConnectionView } from '@millrace/services';
import { CopyButton } from '../../lists/copy-button.tsx';
import { SHOPIFY_WEBHOOKS } from './shopify-webhooks.ts';

/** What is left to do inside Shopify, with the address to paste. */
export function ShopifySteps({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const url = connection.intakeUrl ?? '';
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="In Shopify"
      description="About ten minutes. Shopify then tells Millrace what happens in your store; Millrace changes nothing there."
    >
      <ol className="space-y-5 text-13">
        <Step place={1} title="Open Settings, Notifications, Webhooks">
          At the foot it says “Your webhooks will be signed with …”. That word is the webhook secret of this connection
          {connection.secretsSet.includes('webhookSecret') ? ', which is set.' : ', which is still missing here.'}
        </Step>
        <Step place={2} title="Create a webhook for each of these">
          Format JSON, the newest version, and for all of them this address:
          <span className="mt-2 flex items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3">
            <code className="min-w-0 flex-1 font-mono text-12 break-all text-ink">{url}</code>
            <CopyButton text={url} label="Copy the address" />
          </span>
          {url.startsWith('https:') ? null : (
            <span className="mt-2 block text-waiting">
              Shopify only sends to addresses that begin with https and can be reached from the internet. This one is neither yet.
            </span>
          )}
          <ul className="mt-3 divide-y divide-line/60 rounded-md border border-line">
            {SHOPIFY_WEBHOOKS.map((webhook) => (
              <li key={webhook.name} className="flex items-center gap-3 px-3 py-1.5">
                <span className="flex-1 text-ink">{webhook.name}</span>
                {webhook.needed ? <Badge tone="river">Needed</Badge> : <Badge>Useful</Badge>}
              </li>
            ))}
          </ul>
        </Step>
        <Step place={3} title="Put something into a cart of your store">
          Within seconds this page says when the last event came in.
        </Step>
      </ol>
    </Dialog>
  );
}

function Step({ place, title, children }: { place: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-river-tint text-12 font-semibold text-river tabular">
        {place}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="pt-0.5 text-14 font-medium">{title}</h3>
        <div className="mt-1 text-pretty text-soft">{children}</div>
      </div>
    </li>
  );
}
