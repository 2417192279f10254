import { Suspense } from 'react';
import { AnomaliesScreen } from '../../../features/anomalies/anomalies-screen.tsx';

export const metadata = { title: 'Anomalies' };

export default function AnomaliesPage() {
  return (
    <Suspense>
      <AnomaliesScreen />
    </Suspense>
  );
}
