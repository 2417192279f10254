import { Suspense } from 'react';
import { KeysScreen } from '../../../../features/settings/keys/keys-screen.tsx';

export const metadata = { title: 'API keys' };

export default function KeysPage() {
  return (
    <Suspense>
      <KeysScreen />
    </Suspense>
  );
}
