'use client';
import type { StorefrontView } from '@millrace/services/storefront';
import { Button, Card, Field, IconButton, Input } from '@millrace/ui';
import { useState } from 'react';
import { problemUnder } from './problem-under.ts';
import { useSave } from './use-save.ts';

/** The addresses whose pages may send events. */
export function AddressesPart({ storefront, may }: { storefront: StorefrontView; may: boolean }) {
  const { origins } = storefront;
  const [address, setAddress] = useState('');
  const save = useSave();
  return (
    <Card
      title="Addresses of the shop"
      sentence="With www, without it and a separate checkout are three addresses."
    >
      <ul aria-label="Addresses of the shop" className="divide-y divide-line">
        {origins.map((origin) => (
          <li key={origin} className="flex min-h-9 items-center gap-2 text-13">
            <span className="min-w-0 flex-1 break-all">{origin}</span>
            {may ? (
              <IconButton
                icon="trash"
                size="small"
                label={`Remove ${origin}`}
                onClick={() => save.mutate({ origins: origins.filter((one) => one !== origin) })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {origins.length === 0 ? (
        <p className="text-13 text-soft">
          No address is allowed, so nothing can come. Add the one of your shop.
        </p>
      ) : null}
      {may ? (
        <form
          className="mt-3 flex max-w-120 items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ origins: [...origins, address] }, { onSuccess: () => setAddress('') });
          }}
        >
          <Field label="Another address" error={problemUnder(save.error)} className="flex-1">
            <Input
              value={address}
              onValueChange={setAddress}
              placeholder="https://www.your-shop.com"
              inputMode="url"
            />
          </Field>
          <Button type="submit" busy={save.isPending} disabled={address.trim() === ''}>
            Add
          </Button>
        </form>
      ) : null}
    </Card>
  );
}
