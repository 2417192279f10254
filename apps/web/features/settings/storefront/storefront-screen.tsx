'use client';
import type { StorefrontView } from '@millrace/services/storefront';
import { Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { AddressesPart } from './addresses-part.tsx';
import { FormsPart } from './forms-part.tsx';
import { IdentityPart } from './identity-part.tsx';
import { NotificationsPart } from './notifications-part.tsx';
import { OptionsPart } from './options-part.tsx';
import { PixelPart } from './pixel-part.tsx';
import { SetUp } from './set-up.tsx';
import { SnippetPart } from './snippet-part.tsx';

/** Milliseconds between two looks whether events arrive. */
const LOOKED_EVERY = 4_000;

/** The returns page makes the key alone: the snippet is set up once it has an address, or something came from it. */
const setUp = (storefront: StorefrontView | null | undefined) =>
  storefront && (storefront.origins.length > 0 || storefront.takesPixel || storefront.lastEventAt !== null)
    ? storefront
    : null;

/** The snippet on the pages of the store: the line to paste, what it sends, and whether something comes. */
export function StorefrontScreen() {
  const trpc = useTRPC();
  const may = useMay('settings:write');
  const place = useQuery(trpc.storefront.get.queryOptions(undefined, { refetchInterval: LOOKED_EVERY }));
  const storefront = setUp(place.data?.storefront);
  return (
    <Screen
      title="Storefront"
      width="reading"
      sentence="One line in your shop tells Millrace what visitors look at, search for and put in their cart. Flows can then begin with what people do in the shop."
    >
      <OnlyOwners may={may} />
      {place.error ? <ProblemNote error={place.error} onRetry={() => void place.refetch()} /> : null}
      {place.isPending ? <Skeleton className="h-48 w-full rounded-lg" /> : null}
      {place.data && !storefront ? <SetUp place={place.data} may={may} /> : null}
      {place.data && storefront ? (
        <div className="space-y-4">
          <SnippetPart storefront={storefront} may={may} />
          <AddressesPart storefront={storefront} may={may} />
          <FormsPart storefront={storefront} may={may} />
          <NotificationsPart notifications={place.data.notifications} />
          <OptionsPart storefront={storefront} stores={place.data.stores} may={may} />
          <PixelPart storefront={storefront} may={may} />
          <IdentityPart />
        </div>
      ) : null}
    </Screen>
  );
}
