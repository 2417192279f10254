import { Suspense } from 'react';
import { AutomationScreen } from '../../../features/automation/automation-screen.tsx';

export const metadata = { title: 'Automation' };

export default function AutomationPage() {
  return (
    <Suspense>
      <AutomationScreen />
    </Suspense>
  );
}
