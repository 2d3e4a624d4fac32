"""Final Draft files as test inputs: one with everything a writer's file holds, and a wrapper for single paragraphs."""

from pathlib import Path

SIDE_B = Path("examples/side-b/script.fountain").read_text(encoding="utf-8")


def document(content: str, rest: str = "") -> bytes:
    """A whole file around some paragraphs and what stands after them."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" Version="5">'
    return f"{head}<Content>{content}</Content>{rest}</FinalDraft>\n".encode()


def paragraph(kind: str, text: str, attributes: str = "") -> str:
    """One plain paragraph."""
    return f'<Paragraph Type="{kind}"{attributes}><Text>{text}</Text></Paragraph>'


_SPECTRUM = """
<Paragraph Type="Scene Heading" Number="4A">
  <SceneProperties Length="1 4/8" Page="3" Title="The lamp">
    <Summary><Paragraph><Text>Ines finds</Text></Paragraph><Paragraph><Text>the lamp.</Text></Paragraph></Summary>
    <SceneArcBeats><CharacterArcBeat Name="INES"/></SceneArcBeats>
  </SceneProperties>
  <Text Style="Bold">INT. LAMP ROOM</Text><Text Style="Bold"> - NIGHT</Text>
</Paragraph>
<Paragraph Type="Cast List"><Text>(Ines, Otto)</Text></Paragraph>
<Paragraph Type="Action">
  <ScriptNote ID="1"><Paragraph><Text>Too</Text></Paragraph><Paragraph><Text/></Paragraph><Paragraph><Text>dark?</Text>
  </Paragraph></ScriptNote>
  <Text>She lifts the </Text><Text Style="Italic" TagNumber="2">brass </Text><Text TagNumber="2">lamp</Text>
  <Text RevisionID="1"> and it is *cold*.</Text>
</Paragraph>
<Paragraph Type="Action"><Text/></Paragraph>
<Paragraph Type="Shot"><Text>CLOSE ON: THE WICK</Text></Paragraph>
<Paragraph><DualDialogue>
  <Paragraph Type="Character"><Text>INES</Text></Paragraph>
  <Paragraph Type="Parenthetical"><Text>softly</Text></Paragraph>
  <Paragraph Type="Dialogue"><Text>It is out.</Text></Paragraph>
  <Paragraph Type="Character"><Text>Otto (O.S.)</Text></Paragraph>
  <Paragraph Type="Dialogue"><Text>It is out!</Text></Paragraph>
</DualDialogue></Paragraph>
<Paragraph Type="Character"><Text>INES</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>I said</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>so.</Text></Paragraph>
<Paragraph Type="Lyrics"><Text>La la</Text></Paragraph>
<Paragraph Type="Transition" StartsNewPage="Yes"><Text>FADE OUT.</Text></Paragraph>
<Paragraph Type="New Act" Alignment="Center"><Text Style="Underline">ACT TWO</Text></Paragraph>
<Paragraph Type="Outline 2"><Text>The sea</Text></Paragraph>
<Paragraph Type="Outline Body"><Text>Storm.</Text></Paragraph>
<Paragraph Type="Stage Business"><Text>A wave.</Text></Paragraph>
"""
_REST = """
<TitlePage><Content>
  <Paragraph Alignment="Center"><Text>THE LAMP</Text></Paragraph><Paragraph Alignment="Center"><Text/></Paragraph>
  <Paragraph Alignment="Center"><Text>written by</Text></Paragraph>
  <Paragraph Alignment="Center"><Text>Nobody Special</Text></Paragraph><Paragraph><Text/></Paragraph>
  <Paragraph Alignment="Center"><Text>based on a true lamp</Text></Paragraph>
  <Paragraph Alignment="Right"><Text>Second draft, 2 March</Text></Paragraph>
  <Paragraph Alignment="Left"><Text>nobody@example.org</Text></Paragraph>
</Content></TitlePage>
<Revisions><Revision Color="#0000FFFF" ID="1" Mark="*" Name="Blue"/></Revisions>
<TagData>
  <TagCategories><TagCategory Id="c6" Name="Props" Number="6"/><TagCategory Id="c99" Name="Drones" Number="99"/>
  </TagCategories>
  <TagDefinitions><TagDefinition CatId="c6" Id="d1" Label="the lamp"/><TagDefinition CatId="c99" Id="d2" Label="D"/>
  </TagDefinitions>
  <Tags><Tag Number="2"><DefId>d1</DefId><DefId>d2</DefId></Tag></Tags>
</TagData>
"""
SPECTRUM = document(_SPECTRUM, _REST)
