import { Suspense } from 'react';
import { StorefrontScreen } from '../../../../features/settings/storefront/storefront-screen.tsx';

export const metadata = { title: 'Storefront' };

export default function StorefrontPage() {
  return (
    <Suspense>
      <StorefrontScreen />
    </Suspense>
  );
}
