import { group } from './group.mts';

group(import.meta.filename);
