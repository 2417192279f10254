import { Suspense } from 'react';
import { ReportsScreen } from '../../../features/reports/reports-screen.tsx';

export const metadata = { title: 'Reports' };

export default function ReportsPage() {
  return (
    <Suspense>
      <ReportsScreen />
    </Suspense>
  );
}
