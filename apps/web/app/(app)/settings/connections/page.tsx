import { Suspense } from 'react';
import { ConnectionsScreen } from '../../../../features/settings/connections/connections-screen.tsx';

export const metadata = { title: 'Connections' };

export default function ConnectionsPage() {
  return (
    <Suspense>
      <ConnectionsScreen />
    </Suspense>
  );
}
