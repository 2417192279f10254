import { Suspense } from 'react';
import { ProductsScreen } from '../../../features/products/products-screen.tsx';

export const metadata = { title: 'Products' };

export default function ProductsPage() {
  return (
    <Suspense>
      <ProductsScreen />
    </Suspense>
  );
}
