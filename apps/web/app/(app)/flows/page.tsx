import { Suspense } from 'react';
import { Flows } from '../../../features/flows/flows.tsx';

export const metadata = { title: 'Flows' };

export default function FlowsPage() {
  return (
    <Suspense>
      <Flows />
    </Suspense>
  );
}
