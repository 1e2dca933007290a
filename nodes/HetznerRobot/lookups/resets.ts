import type { ApiClient } from '../../common/http/client';
import type { PathValue } from '../../common/http/path';
import { listResets } from '../endpoints/reset';
import { typesIn } from '../robot/resetTypes';
import { listOnce } from './listOnce';

const { entries: allResets } = listOnce(listResets);

/** The reset types that a server offers by the list of all servers, which is asked for once; none where that does not say. */
export async function listedTypes(client: ApiClient, serverNumber: PathValue): Promise<string[]> {
	const servers = await allResets(client);
	return typesIn(servers.find(({ server_number: number }) => Number(number) === Number(serverNumber)));
}
