import { Suspense } from 'react';
import { ModelsScreen } from '../../../../features/settings/models/models-screen.tsx';

export const metadata = { title: 'Models' };

export default function ModelsPage() {
  return (
    <Suspense>
      <ModelsScreen />
    </Suspense>
  );
}
