import { Suspense } from 'react';
import { FlowPeople } from '../../../../../features/flows/people/flow-people.tsx';

export const metadata = { title: 'Entries' };

export default async function PeoplePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <FlowPeople id={id} />
    </Suspense>
  );
}
