import type { Field } from '../../../common/operation/operation';
import { loadedMany } from './loaded';

/** SSH keys stored in Robot, by fingerprint. */
export const authorizedKey = (description: string): Field =>
	loadedMany('authorized_key', { displayName: 'SSH Key', method: 'getSshKeys', description });
