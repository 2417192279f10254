'use client';
import { pixelCode } from '@millrace/storefront/pixel';
import type { StorefrontView } from '@millrace/services/storefront';
import { Card, Switch } from '@millrace/ui';
import { CodeBlock } from './code-block.tsx';
import { useSave } from './use-save.ts';

/** The same as a custom pixel of Shopify, which also sees the checkout. */
export function PixelPart({ storefront, may }: { storefront: StorefrontView; may: boolean }) {
  const save = useSave();
  return (
    <Card
      title="Shopify pixel"
      sentence="Instead of the line. It also sees the checkout, which no theme can."
    >
      <div className="max-w-140">
        <Switch
          checked={storefront.takesPixel}
          disabled={!may || save.isPending}
          onCheckedChange={(takesPixel) => save.mutate({ takesPixel })}
          label="Take events from the pixel"
          help="Shopify runs pixels in a sandbox without an address, so such events cannot be checked by address. Turn this on only if you use it."
        />
      </div>
      {storefront.takesPixel ? (
        <div className="mt-4 space-y-3">
          <p className="text-13 text-pretty text-soft">
            In Shopify, open Settings, Customer events, Add custom pixel. Paste this, choose the permission
            Analytics, save and connect. For forms, paste the line above too, with
            data-page=&quot;manual&quot; in it, so that pages are not counted twice.
          </p>
          <CodeBlock code={pixelCode(storefront.script)} label="the Shopify pixel" />
        </div>
      ) : null}
    </Card>
  );
}
