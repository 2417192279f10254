import { Suspense } from 'react';
import { ReturnPolicyScreen } from '../../../../features/settings/returns/return-policy-screen.tsx';

export const metadata = { title: 'Return policy' };

export default function ReturnPolicyPage() {
  return (
    <Suspense>
      <ReturnPolicyScreen />
    </Suspense>
  );
}
