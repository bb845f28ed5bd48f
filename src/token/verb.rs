//! Common Danish verbs by their infinitives, to tell "Flere unge vælger …", which promises, from a title.
//!
//! Verbs whose present is also the plural of a noun (*kurser*, *lover*, *priser*) are left out.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| INFINITIVES.split_whitespace().collect());

/// Adverbs that verbs begin with: *hjemtage*, *genåbne*. Others make nouns of persons too (*forbruger*, *medarbejder*).
const PREFIXES: [&str; 9] = ["hjem", "ud", "ind", "op", "ned", "frem", "videre", "gen", "over"];

/// Nouns that look like the present of such a verb.
const NOUNS: [&str; 6] = ["indbygger", "opfinder", "opgaver", "udgaver", "indehaver", "overtræder"];

/// Whether `word` is the present of a verb: "vælger", "går", "visiteres", "hjemtager".
pub fn is_present(word: &str) -> bool {
    let stem = |word: &str| {
        word.strip_suffix('r').is_some_and(|stem| SET.contains(stem))
            || word.strip_suffix('s').is_some_and(|stem| SET.contains(stem))
    };
    if !word.ends_with(['r', 's']) {
        return false;
    }
    let behind = |prefix: &&str| word.strip_prefix(*prefix).is_some_and(|rest| rest.len() > 4 && stem(rest));
    stem(word) || PREFIXES.iter().any(behind) && !NOUNS.contains(&word)
}

/// Whether `word` is the past of a weak verb: "talte", "fyldte", "arbejdede".
pub fn is_past(word: &str) -> bool {
    let stem = word.strip_suffix("ede").or_else(|| word.strip_suffix("te"));
    stem.is_some_and(|stem| {
        let mut infinitive = String::with_capacity(stem.len() + 1);
        infinitive.push_str(stem);
        infinitive.push('e');
        SET.contains(infinitive.as_str())
    })
}

/// Whether `word` is the participle of a weak verb or one in -å: "etableret", "brugt", "indgået".
pub fn is_participle(word: &str) -> bool {
    let stem = word.strip_suffix("et").or_else(|| word.strip_suffix('t'));
    stem.is_some_and(|stem| {
        let mut infinitive = String::with_capacity(stem.len() + 1);
        infinitive.push_str(stem);
        infinitive.push('e');
        SET.contains(infinitive.as_str()) || stem.ends_with('å') && SET.contains(stem)
    })
}

/// Whether `word` is the infinitive of a verb: "vælge", "gå".
pub fn is_infinitive(word: &str) -> bool {
    SET.contains(word)
}

const INFINITIVES: &str = "
acceptere adskille afgå afvige afbryde afdække afgive afgrænse afgøre afhente afhjælpe afholde afklare afkorte aflaste aflede
aflevere aflyse aflægge aflønne afløse afmelde afprøve afregne afrunde afsende afskaffe afslutte afspejle afstemme
afsætte afsøge aftage aftale aftjene afveje afvente afvikle afvise afværge ajourføre aktivere analysere anbefale
anerkende anføre angive anlægge anmode annoncere anse anskaffe anslå anspore ansætte ansøge antage antyde anvende
anvise appellere argumentere arrangere assistere basere bearbejde bede bedre befordre begejstre begrunde begrænse
begynde behandle beholde behøve bekende bekoste bekræfte bekymre bekæmpe belaste belyse belønne bemande bemyndige
bemærke benytte berette berige bero berøre besidde beskrive beskytte beskæftige beskære beslutte bestemme bestille
bestræbe bestyrke bestå besvare besætte besøge betale betinge betone betragte betro betyde bevare bevidstgøre bevilge
bevæge bibringe bidrage bifalde bilægge binde bistå blande blive bo bringe bruge bryde budgettere byde bygge cementere
certificere danne debattere definere dele deltage digitalisere dimensionere diskutere disponere distribuere
dokumentere dominere drage drive drøfte dække effektivisere effektuere eftergive efterkomme efterleve efterlyse
efterprøve efterspørge efteruddanne eje eksistere eliminere ende engagere erfare erhverve erkende erklære erstatte
estimere etablere evaluere facilitere falde fastholde fastlægge fastsætte fatte favne favorisere fejle fejre fikse
filtrere finansiere finde flytte forankre forbedre forbeholde forberede forbinde forblive forbygge fordele fordoble
fordre fordybe forebygge foregå foreligge forelægge forenkle foreskrive foreslå forestille forestå foretage foretrække
forfølge forhindre forholde forhøje forklare forkorte forlade forlange forlænge formidle formindske formulere formå
fornemme forny forpligte forringe forsikre forsinke forske forskyde forstyrre forstærke forstå forsvinde forsyne
forsøge forsørge fortolke fortrænge fortsætte fortælle forudsætte forvente forværre forøge fratage fravige fravælge
fremgå fremhæve fremkalde fremkomme fremlægge fremme fremrykke fremsende fremskynde fremstille fremsætte frigive
frigøre fritage fuldende fuldføre fungere fylde fælge færdiggøre føle få garantere genbesøge genbruge genetablere
genfinde genforhandle genindføre gennemføre gennemgå gennemlyse genopbygge genoptage genoverveje genskabe gentage
genvinde genåbne give glæde godkende gribe grundlægge gøre gå halvere handle have henlede hente henvende henvise hilse
hjemtage hjælpe holde huse hverve hæve højne høre håndtere identificere igangsætte illustrere implementere imødekomme
indarbejde indberette indbetale indbyde inddrage indebære indeholde indfange indfinde indfri indføre indgive indgå
indhente indkalde indkøbe indlede indlemme indlære indmelde indordne indregne indrette indrømme indsamle indsende
indskrive indskærpe indsnævre indstille indsætte indtage indtræde indtænke indvie indvirke informere initiere
inkludere inspicere inspirere installere instruere integrere intensivere interviewe introducere investere invitere
involvere italesætte iværksætte justere kende klare klargøre klarlægge klassificere knytte koble kombinere komme
koncentrere kontakte koordinere kortlægge kræve kulegrave kunne kvalificere kvalitetssikre kvittere kæmpe lade lancere
lede lempe lette leve levere levne ligge lokalisere love lukke lykkes lytte lægge lære læse løbe løfte løse
markedsføre markere matche medbringe meddele medfinansiere medfølge medføre medgå medregne medtage medvirke mene
mestre mindske misbruge miste mobilisere modarbejde modificere modsvare modtage modvirke motivere møde måle målrette
nedbringe nedfælde nedlægge nedskrive nedskære nedsætte nedtone nuancere nyansætte nytænke nærme nævne nødvendiggøre
nå observere offentliggøre omdanne omdele omfatte omfordele omgøre omlægge omstille omsætte opbevare opbygge opdage
opdatere opdele opdyrke opfatte opfordre opfylde opfølge opføre opgive opgradere opgøre ophæve ophøre opkræve
opkvalificere opleve opliste oplyse oplære opmuntre opnå oppebære opprioritere opretholde oprette opruste opsamle
opsige opslå opspore opstarte opstille opstå opsummere opsøge optage optimere optræne optælle opveje ordne organisere
orientere overbevise overdrage overføre overgå overholde overlade overraske oversende overskride overstige oversætte
overtage overveje overvåge passere pege perspektivere placere planlægge pleje praktisere prioritere producere
promovere præsentere prøve publicere påbegynde pådrage påføre pålægge påpege påse påtage påvirke påvise raskmelde
reagere realisere reducere referere reformere registrere regulere rehabilitere rekruttere relatere reparere
repræsentere reservere respektere rette revidere revurdere ringe risikere rotere rumme ruste rykke række råde rådføre
samarbejde samkøre samle sammenfatte sammenligne sammenlægge sammensætte sammentænke samskabe samtænke sanktionere
screene se sende servicere sidde sidestille sige signalere sikre skabe skaffe skalere ske skelne skifte skitsere
skrive skrue skræddersy skubbe skylde skærme skærpe slippe sluse slutte slække slå smidiggøre smitte spare specificere
spejle spille spore sprede sprogscreene spørge stabilisere standardisere standse starte stige stille stoppe straffe
stramme strukturere strække studere styre styrke støtte stå supplere svare svække sygemelde synliggøre systematisere
sænke sætte søge tabe tackle tage tale tilbagebetale tilbageholde tilbyde tildele tilegne tilføje tilføre tilgodese
tilgå tilhøre tilkalde tilkende tilkendegive tilknytte tillade tillægge tilmelde tilpasse tilrettelægge tilse
tilskrive tilskynde tilslutte tilstræbe tiltræde tiltrække tilvejebringe tilvælge tredoble trives træde træffe trække
træne tvinge tydeliggøre tænke udarbejde udbede udbedre udbetale udbrede udbyde udbygge uddanne uddele uddelegere
uddybe udeblive udelade udelukke udfase udfolde udfordre udforme udforske udfylde udføre udgøre udhule udjævne udkomme
udlede udleve udlevere udligne udlægge udløbe udmelde udmønte udnytte udnævne udpege udrede udrulle udruste udsende
udskifte udskille udskrive udskyde udspille udstikke udstrække udsætte udtale udtrykke udtrække udvide udvikle udvirke
udvise udvælge underrette underskrive understrege understøtte undersøge undervise undgå undlade undre varetage
vedligeholde vedrøre vedtage veje vejlede vende vente vide videreformidle videreføre videregive videresende
videreuddanne videreudvikle vinde virke virkeliggøre vise visitere visualisere vokse vurdere vække vælge værdsætte
være værne yde ytre ændre øge ønske åbne
";
