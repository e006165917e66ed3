import Testing

@testable import JOIModel

/// Logs on another machine are told: neither order nor owner of what is written can be relied on there.
@Suite struct RemoteFolderTests {
  private let mounts = """
    24 30 0:22 / /proc rw,nosuid - proc proc rw
    36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext4 /dev/root rw,errors=continue
    40 35 0:51 / /srv/joi rw shared:3 - nfs4 host:/joi rw,vers=4.2
    41 35 0:52 / /home/x rw - fuse.sshfs host:/x rw
    42 35 0:53 / /mnt/win rw - cifs //host/share rw
    """

  @Test(arguments: [
    ("98:0", false), ("0:22", false), ("0:51", true), ("0:52", true), ("0:53", true), ("9:9", false),
  ])
  func byTheTableOfMounts(device: String, isRemote: Bool) {
    #expect(LogFile.isRemote(device: device, mounts: mounts) == isRemote)
  }

  @Test func theTestsOwnFolderIsHere() throws {
    try withTemporaryFolder { #expect(!LogFile.isRemote($0)) }
  }
}
