import { Suspense } from 'react';
import { GuardrailsScreen } from '../../../../features/settings/guardrails/guardrails-screen.tsx';

export const metadata = { title: 'Guardrails' };

export default function GuardrailsPage() {
  return (
    <Suspense>
      <GuardrailsScreen />
    </Suspense>
  );
}
