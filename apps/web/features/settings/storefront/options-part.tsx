'use client';
import type { StorefrontPlace, StorefrontView } from '@millrace/services/storefront';
import { Card, Field, Select, Switch } from '@millrace/ui';
import { NO_STORE, storeChoices } from './store-choices.ts';
import { useSave } from './use-save.ts';

/** What is taken from the pages, and when. */
export function OptionsPart({
  storefront,
  stores,
  may,
}: {
  storefront: StorefrontView;
  stores: StorefrontPlace['stores'];
  may: boolean;
}) {
  const save = useSave();
  return (
    <Card title="What is sent">
      <div className="flex max-w-140 flex-col gap-4">
        <Switch
          checked={storefront.asksConsent}
          disabled={!may || save.isPending}
          onCheckedChange={(asksConsent) => save.mutate({ asksConsent })}
          label="Only after the visitor agrees"
          help="Nothing is sent or stored in the browser before your cookie banner calls millrace('consent', true). In Shopify its own banner counts. Turn this off only where the law asks for no consent."
        />
        <Switch
          checked={storefront.takesCarts}
          disabled={!may || save.isPending}
          onCheckedChange={(takesCarts) => save.mutate({ takesCarts })}
          label="Carts and checkouts"
          help="Leave this off if a connected store reports carts itself. Otherwise each cart would count twice."
        />
        {stores.length > 0 ? (
          <Field label="Whose products do the pages show?">
            <Select
              value={storefront.connectionId ?? NO_STORE}
              disabled={!may || save.isPending}
              onValueChange={(store) => save.mutate({ connectionId: store === NO_STORE ? null : store })}
              options={storeChoices(stores)}
            />
          </Field>
        ) : null}
      </div>
    </Card>
  );
}
