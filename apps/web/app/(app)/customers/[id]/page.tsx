import { Suspense } from 'react';
import { PersonScreen } from '../../../../features/customers/person/person-screen.tsx';

export const metadata = { title: 'Customer' };

export default async function CustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <PersonScreen id={id} />
    </Suspense>
  );
}
