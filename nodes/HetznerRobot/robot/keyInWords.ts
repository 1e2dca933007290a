import { isRecord, type JsonRecord } from '../../common/http/json';
import { textIn } from '../../common/operation/readers';

/** `key1 (15:28:…)`, or what is known of it. */
export function keyInWords(entry: JsonRecord): string | undefined {
	const { name, fingerprint } = isRecord(entry.key) ? entry.key : entry;
	const [called, print] = [textIn(name), textIn(fingerprint)];
	return called === undefined || print === undefined ? (called ?? print) : `${called} (${print})`;
}
