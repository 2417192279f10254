import { Suspense } from 'react';
import { StoreScreen } from '../../../../features/settings/store/store-screen.tsx';

export const metadata = { title: 'Store' };

export default function StorePage() {
  return (
    <Suspense>
      <StoreScreen />
    </Suspense>
  );
}
