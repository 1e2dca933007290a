export { hetznerConsoleApiTest } from '../../../HetznerStorageBox/connection/credentialTest';
