import { proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';

interface Activities {
  look(touch: number): Promise<number>;
  send(touch: number): Promise<number>;
}

const { look } = proxyLocalActivities<Activities>({ startToCloseTimeout: '20 seconds' });
const { send } = proxyActivities<Activities>({ startToCloseTimeout: '2 minutes' });

/** The same flow by hand on Temporal alone, without a database: three timers, three steps, three sends. */
export async function threeTouches(pause: number): Promise<void> {
  for (let touch = 0; touch < 3; touch += 1) {
    await sleep(pause);
    await look(touch);
    await send(touch);
  }
}
