export { pass, stopClock } from './clock.mts';
