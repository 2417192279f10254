import { Suspense } from 'react';
import { SegmentsScreen } from '../../../features/segments/list/segments-screen.tsx';

export const metadata = { title: 'Segments' };

export default function SegmentsPage() {
  return (
    <Suspense>
      <SegmentsScreen />
    </Suspense>
  );
}
