import { AllResultsScreen } from '../../../features/results/all/all-results-screen.tsx';

export const metadata = { title: 'Results' };

export default function AllResultsPage() {
  return <AllResultsScreen />;
}
