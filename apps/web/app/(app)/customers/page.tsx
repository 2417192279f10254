import { Suspense } from 'react';
import { CustomersScreen } from '../../../features/customers/list/customers-screen.tsx';

export const metadata = { title: 'Customers' };

export default function CustomersPage() {
  return (
    <Suspense>
      <CustomersScreen />
    </Suspense>
  );
}
