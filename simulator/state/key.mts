/** An SSH public key (documentation: "SSH keys"). */
export interface Key {
	name: string;
	/** MD5, sixteen bytes in hex with colons. */
	fingerprint: string;
	type: string;
	/** Bits. */
	size: number;
	/** OpenSSH format without comment. */
	data: string;
	/** `2021-12-31 23:59:59` */
	created_at: string;
}
