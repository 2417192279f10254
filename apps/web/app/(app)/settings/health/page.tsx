import { Suspense } from 'react';
import { HealthScreen } from '../../../../features/settings/health/health-screen.tsx';

export const metadata = { title: 'System health' };

export default function HealthPage() {
  return (
    <Suspense>
      <HealthScreen />
    </Suspense>
  );
}
