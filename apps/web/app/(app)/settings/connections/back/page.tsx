import { Suspense } from 'react';
import { SignInBack } from '../../../../../features/settings/connections/sign-in-back.tsx';

export const metadata = { title: 'Signing in' };

export default function SignInBackPage() {
  return (
    <Suspense>
      <SignInBack />
    </Suspense>
  );
}
