'use client';
import type { ReorderView } from '@millrace/services/products';
import { Badge, Button, Dialog, Link } from '@millrace/ui';
import NextLink from 'next/link';
import { inputsOf, orderWords } from './product-words.ts';

/** When to order a product and how much, with all that goes into it. */
export function ProductSheet({
  row,
  policy,
  onClose,
}: {
  row: ReorderView;
  policy: Parameters<typeof inputsOf>[1];
  onClose: () => void;
}) {
  const { words, tone } = orderWords(row);
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={row.title}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-4">
        <p className="flex flex-wrap items-center gap-2 text-13 text-soft">
          <Badge tone={tone}>{words}</Badge>
          {row.vendor}
        </p>
        <section aria-label="Why" className="space-y-1 text-13 text-pretty text-soft">
          {row.because.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </section>
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1.5 border-t border-line pt-3 text-13">
          {inputsOf(row, policy).map(({ name, value }) => (
            <div key={name} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-faint">{name}</dt>
              <dd className="text-right tabular">{value}</dd>
            </div>
          ))}
        </dl>
        <Link render={<NextLink href="/settings/store#Suppliers" />}>Change lead times and limits</Link>
      </div>
    </Dialog>
  );
}
