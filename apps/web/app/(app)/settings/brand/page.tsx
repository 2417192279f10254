import { Suspense } from 'react';
import { BrandScreen } from '../../../../features/settings/brand/brand-screen.tsx';

export const metadata = { title: 'Brand' };

export default function BrandPage() {
  return (
    <Suspense>
      <BrandScreen />
    </Suspense>
  );
}
