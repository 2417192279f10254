'use client';
import type { StorefrontPlace } from '@millrace/services/storefront';
import { Button, Card, EmptyState, Field, Input, Select } from '@millrace/ui';
import { useState } from 'react';
import { problemUnder } from './problem-under.ts';
import { NO_STORE, storeChoices } from './store-choices.ts';
import { useSave } from './use-save.ts';

/** The first step: where the shop is. The line to paste follows. */
export function SetUp({ place, may }: { place: StorefrontPlace; may: boolean }) {
  const [address, setAddress] = useState(place.address ?? '');
  const [store, setStore] = useState(place.stores[0]?.id ?? NO_STORE);
  const save = useSave('Here is your line.');
  if (!may)
    return (
      <EmptyState icon="store" title="The snippet is not set up yet">
        Until then flows know nothing of what visitors do in the shop. Ask an owner to set it up here.
      </EmptyState>
    );
  const connected = store === NO_STORE ? null : store;
  return (
    <Card title="Where is your shop?" sentence="Only pages of this address may send events.">
      <form
        className="max-w-120 space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          // A connected store reports carts itself.
          save.mutate({ origins: [address], connectionId: connected, takesCarts: connected === null });
        }}
      >
        <Field label="Address of the shop" error={problemUnder(save.error)}>
          <Input
            value={address}
            onValueChange={setAddress}
            placeholder="https://your-shop.com"
            inputMode="url"
          />
        </Field>
        {place.stores.length > 0 ? (
          <Field
            label="Whose products do its pages show?"
            help="So that a product somebody viewed is the one Millrace knows."
          >
            <Select value={store} onValueChange={setStore} options={storeChoices(place.stores)} />
          </Field>
        ) : null}
        <Button look="primary" type="submit" busy={save.isPending} disabled={address.trim() === ''}>
          Get the line
        </Button>
      </form>
    </Card>
  );
}
