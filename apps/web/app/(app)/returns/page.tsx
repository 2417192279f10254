import { Suspense } from 'react';
import { ReturnsScreen } from '../../../features/returns/returns-screen.tsx';

export const metadata = { title: 'Returns' };

export default function ReturnsPage() {
  return (
    <Suspense>
      <ReturnsScreen />
    </Suspense>
  );
}
