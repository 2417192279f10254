import { Suspense } from 'react';
import { AuditScreen } from '../../../../features/settings/audit/audit-screen.tsx';

export const metadata = { title: 'Audit log' };

export default function AuditPage() {
  return (
    <Suspense>
      <AuditScreen />
    </Suspense>
  );
}
