export { holdPauses, paused } from './clock.mts';
