import type { IDataObject } from 'n8n-workflow';
import type { Inputs } from '../../common/http/request';
import { wordOf } from '../../common/operation/values';
import { addressOf } from './addresses';
import { otherThan } from './ids';

/** Under which key a reply says which thing it is about, by the part of the path that has asked for that. */
const SAID_AS: Record<string, string> = { failoverIp: 'ip', ip: 'ip', netIp: 'ip', serverNumber: 'server_number', templateId: 'id', vSwitchId: 'id' };

/** Whether a reply says that it is about another thing than the path has asked for. */
export const isAboutAnother = (path: Inputs['path'], reply: IDataObject): boolean =>
	Object.entries(path).some(([name, asked]) => {
		const said = reply[SAID_AS[name] ?? ''];
		const [one, other] = [addressOf(String(asked)), addressOf(wordOf(said ?? ''))];
		return one === undefined ? otherThan(asked, said) !== undefined : other !== undefined && one !== other;
	});
