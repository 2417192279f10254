import { Suspense } from 'react';
import { TeamScreen } from '../../../../features/settings/team/team-screen.tsx';

export const metadata = { title: 'Team' };

export default function TeamPage() {
  return (
    <Suspense>
      <TeamScreen />
    </Suspense>
  );
}
