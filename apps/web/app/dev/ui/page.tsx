import { Bench } from '../../../features/bench/bench.tsx';

export const metadata = { title: 'Bench' };

export default function BenchPage() {
  return <Bench />;
}
