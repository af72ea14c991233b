/**
 * Names and towns to make believable people of. A name is written in Latin letters, with its own script after a colon where it has
 * another. Names are common ones of each language; nobody in particular is meant.
 */

export interface Culture {
  /** Share among all people. */
  weight: number;
  given: readonly Name[];
  family: readonly Name[];
  towns: readonly string[];
  /** The family's name comes first in its own script. */
  familyFirst: boolean;
  /** Put between the two names in their own script. */
  separator: string;
}

export interface Name {
  latin: string;
  own: string | null;
}

function names(list: string): Name[] {
  return list.split(/\s+/).map((entry) => {
    const [latin = "", own = null] = entry.split(":");
    return { latin: latin.replaceAll("_", " "), own };
  });
}

function culture(
  weight: number,
  given: string,
  family: string,
  towns: string,
  own: { familyFirst?: boolean; separator?: string } = {},
): Culture {
  return {
    weight,
    given: names(given),
    family: names(family),
    towns: towns.split("; "),
    familyFirst: own.familyFirst ?? false,
    separator: own.separator ?? " ",
  };
}

export const cultures: readonly Culture[] = [
  culture(
    20,
    "Alice Amelia Arthur Beth Callum Charlotte Daisy Daniel Edith Eleanor Emily Ethan Finn Florence Freya George Grace Hannah Harriet Harry Isla Jack James Jonah Joseph Kate Leo Lily Lucy Martha Megan Nathan Nell Oliver Owen Rosie Ruth Samuel Sophie Theo Thomas Violet William",
    "Adams Ashworth Bailey Barnes Bennett Brooks Carter Clarke Cooper Davies Dawson Ellis Fletcher Foster Gibson Graham Harper Hartley Hughes Kelly Lawson Marsh Mason Murphy Nolan Palmer Parker Quinn Reid Rowe Shaw Stone Sutton Thornton Turner Walsh Ward Webb Whitaker Wilkinson Wright",
    "Leeds; Bristol; Glasgow; Cardiff; Dublin; Galway; Portland, Oregon; Minneapolis; Halifax, Nova Scotia; Melbourne; Hobart; Wellington; Austin, Texas; Vermont; Sheffield; Norwich",
  ),
  culture(
    7,
    "Adriana Alejandro Ana_Lucía Andrés Camila Carlos Carmen Diego Elena Esteban Fernando Gabriela Inés Javier Jimena José Julia Lucía Manuel María Mateo Natalia Pablo Pilar Rafael Rocío Santiago Sofía Tomás Valentina Ximena",
    "Aguilar Álvarez Blanco Cabrera Castillo Cruz Delgado Domínguez Flores García Gómez Guerrero Herrera Ibáñez Jiménez López Medina Molina Morales Navarro Ortega Peña Quispe Ramírez Reyes Ríos Romero Salazar Soto Vargas Vega",
    "Sevilla; Valencia; Oaxaca; Guadalajara; Bogotá; Medellín; Lima; Cusco; Montevideo; Rosario; Valparaíso; Quito",
  ),
  culture(
    5,
    "Adèle Amélie Antoine Aurélie Baptiste Camille Céline Chloé Clément Élise Émile Étienne Fabien Gaëlle Hugo Inès Jeanne Juliette Laure Léa Louis Lucas Margaux Mathilde Maxime Noé Océane Pauline Quentin Rémi Théo Zoé",
    "Barbier Bernard Blanchard Bonnet Boucher Carpentier Chevalier Deschamps Dubois Dupont Fontaine Fournier Garnier Gauthier Girard Lambert Laurent Leclerc Lefebvre Marchand Mercier Moreau Perrin Renaud Rousseau Roux Tremblay Vidal",
    "Lyon; Nantes; Marseille; Strasbourg; Rennes; Montréal; Québec; Liège; Lausanne; Toulouse",
  ),
  culture(
    5,
    "Anja Anna Benedikt Carla Clara David Emil Felix Franziska Friederike Greta Hannes Helene Ida Jakob Jana Johanna Jonas Katharina Lena Leon Lina Lukas Marie Mathis Merle Moritz Nele Nora Paul Philipp Sebastian Theresa Till Vera",
    "Albrecht Bauer Becker Bergmann Brandt Busch Engel Fischer Franke Graf Haas Hartmann Hofmann Huber Jäger Keller Köhler König Krause Krüger Lang Lorenz Maier Möller Neumann Pohl Richter Schäfer Schreiber Schubert Vogel Weber Winkler Zimmermann",
    "Leipzig; Hamburg; Freiburg; Köln; Bremen; Wien; Graz; Basel; Bern; Jena; Tübingen",
  ),
  culture(
    5,
    "Afonso Alice Amanda Ana Beatriz Bruno Caio Catarina Davi Débora Eduardo Felipe Fernanda Gustavo Helena Inês Isabela João Joana Lara Larissa Leonor Luísa Marcelo Mariana Matheus Pedro Rafaela Renata Rui Tiago Vitória",
    "Almeida Alves Andrade Araújo Barbosa Barros Cardoso Carvalho Costa Cunha Dias Duarte Fernandes Ferreira Freitas Gonçalves Lima Lopes Machado Magalhães Moreira Nunes Oliveira Pereira Pinto Ribeiro Rocha Santos Silva Teixeira Vieira",
    "Porto; Coimbra; Lisboa; Recife; Salvador; Belo Horizonte; Curitiba; Florianópolis; Belém; Luanda; Maputo",
  ),
  culture(
    3,
    "Alessia Andrea Beatrice Bianca Chiara Davide Edoardo Elisa Federico Francesca Gaia Giacomo Giorgia Giulia Leonardo Lorenzo Luca Marco Marta Matteo Michela Nicola Paola Pietro Riccardo Sara Silvia Simone Tommaso Viola",
    "Amato Barbieri Bellini Benedetti Bianchi Bruno Caruso Colombo Conti Costa Esposito Fabbri Ferrari Fontana Galli Gatti Giordano Greco Leone Lombardi Mancini Marino Moretti Parisi Ricci Rinaldi Rizzo Romano Serra Villa Vitale",
    "Torino; Bologna; Napoli; Palermo; Genova; Trieste; Cagliari; Lecce",
  ),
  culture(
    4,
    "Agnieszka Aleksandra Antoni Basia Bartosz Dorota Ewa Filip Hanna Jakub Jan Joanna Kasia Krzysztof Łukasz Maja Małgorzata Marek Michał Natalia Ola Oskar Paweł Piotr Stanisław Szymon Tomasz Wojtek Zofia Zuzanna",
    "Adamski Baran Błaszczyk Chmiel Cieślak Czarny Dudek Gajda Górski Jankowski Kaczmarek Kalina Kozak Krawiec Kubiak Lis Madej Malec Nowak Olszewski Pawlak Polak Sikora Sobczak Sroka Urban Wilk Wrona Zając Zięba",
    "Kraków; Gdańsk; Poznań; Wrocław; Łódź; Lublin; Toruń",
  ),
  culture(
    4,
    "Aino Anders Astrid Axel Birgitta Bjørn Eero Einar Elin Elsa Erik Frida Gunnar Henrik Ida Ingrid Jens Kaisa Karin Lars Linnea Liv Magnus Maja Mette Mikko Nils Oskar Sigrid Signe Sindre Solveig Søren Tove Tuva Ville",
    "Ahlström Andersen Berg Bergström Blom Dahl Eklund Ek Falk Hagen Hansen Heikkinen Holm Jensen Johansen Korhonen Lind Lindqvist Lund Mäkinen Moen Nielsen Niemi Nordström Nygård Olsen Rasmussen Sandberg Solberg Strand Sørensen Vik Virtanen",
    "Bergen; Tromsø; Uppsala; Göteborg; Malmö; Aarhus; Odense; Tampere; Turku; Reykjavík",
  ),
  culture(
    4,
    "Alexei:Алексей Anastasia:Анастасия Anton:Антон Boris:Борис Daria:Дарья Denis:Денис Dmytro:Дмитро Elena:Елена Galina:Галина Ilya:Илья Irina:Ирина Kateryna:Катерина Konstantin:Константин Ksenia:Ксения Lev:Лев Marina:Марина Maxim:Максим Mykola:Микола Nadia:Надежда Nikita:Никита Oksana:Оксана Oleh:Олег Olga:Ольга Pavel:Павел Polina:Полина Roman:Роман Sofia:София Taras:Тарас Vera:Вера Yulia:Юлия",
    "Bondarenko:Бондаренко Boyko:Бойко Chernenko:Черненко Fomenko:Фоменко Gerasimenko:Герасименко Honchar:Гончар Ignatenko:Игнатенко Karpenko:Карпенко Koval:Коваль Kravets:Кравец Kuzmenko:Кузьменко Lysenko:Лысенко Makarenko:Макаренко Marchenko:Марченко Moroz:Мороз Nazarenko:Назаренко Oliynyk:Олийник Panasenko:Панасенко Rudenko:Руденко Savchenko:Савченко Shevchuk:Шевчук Sokol:Сокол Tkach:Ткач Voloshyn:Волошин Yurchenko:Юрченко Zhuk:Жук",
    "Kyiv; Lviv; Kharkiv; Odesa; Tbilisi; Almaty; Riga; Tallinn",
  ),
  culture(
    2,
    "Alexandra:Αλεξάνδρα Anna:Άννα Christos:Χρήστος Danae:Δανάη Dimitris:Δημήτρης Eleni:Ελένη Foteini:Φωτεινή Giorgos:Γιώργος Ioanna:Ιωάννα Katerina:Κατερίνα Kostas:Κώστας Maria:Μαρία Marina:Μαρίνα Nikos:Νίκος Panos:Πάνος Petros:Πέτρος Sofia:Σοφία Spyros:Σπύρος Stavros:Σταύρος Thanos:Θάνος Vasilis:Βασίλης Zoe:Ζωή",
    "Andreou:Ανδρέου Christou:Χρήστου Demetriou:Δημητρίου Economou:Οικονόμου Galanis:Γαλάνης Ioannou:Ιωάννου Karras:Καρράς Kostopoulos:Κωστόπουλος Lambrou:Λάμπρου Makris:Μακρής Nikolaou:Νικολάου Pappas:Παππάς Petrou:Πέτρου Samaras:Σαμαράς Stefanou:Στεφάνου Vlachos:Βλάχος Xenakis:Ξενάκης Zografos:Ζωγράφος",
    "Thessaloniki; Athens; Chania; Patras; Nicosia",
  ),
  culture(
    3,
    "Ahmet Aslı Ayşe Barış Berk Burcu Can Ceren Deniz Derya Ece Elif Emre Esra Gizem Hakan İpek Kaan Kerem Leyla Melis Mert Murat Nazlı Onur Özge Selin Serkan Sinem Tolga Umut Yasemin Zeynep",
    "Acar Akın Aksoy Arslan Aydın Bozkurt Bulut Çelik Çetin Demir Doğan Erdem Güler Güneş Kaplan Kara Kaya Keskin Kılıç Koç Korkmaz Özdemir Öztürk Polat Şahin Şimşek Tekin Toprak Uçar Uysal Yıldız Yılmaz",
    "İzmir; Ankara; Eskişehir; Bursa; Antalya; İstanbul",
  ),
  culture(
    4,
    "Amal:أمل Amina:أمينة Bilal:بلال Dina:دينا Farah:فرح Farid:فريد Hala:هالة Hana:هناء Hassan:حسن Huda:هدى Ibrahim:إبراهيم Jamal:جمال Karim:كريم Khadija:خديجة Khalil:خليل Laila:ليلى Lina:لينا Mariam:مريم Nabil:نبيل Nadia:نادية Noor:نور Omar:عمر Rania:رانيا Rami:رامي Salma:سلمى Samir:سمير Tariq:طارق Yasmin:ياسمين Yusuf:يوسف Zainab:زينب",
    "Abbas:عباس Asfour:عصفور Awad:عوض Aziz:عزيز Bakri:بكري Darwish:درويش Fahmy:فهمي Farouk:فاروق Habib:حبيب Haddad:حداد Hakim:حكيم Hamdan:حمدان Issa:عيسى Jaber:جابر Kanaan:كنعان Khoury:خوري Mansour:منصور Masri:مصري Nasser:ناصر Qasim:قاسم Rashid:راشد Saleh:صالح Shaheen:شاهين Tawfiq:توفيق Zaki:زكي",
    "Cairo; Alexandria; Amman; Beirut; Tunis; Rabat; Fez; Muscat; Nablus",
  ),
  culture(
    7,
    "Aarav:आरव Aditi:अदिति Amit:अमित Ananya:अनन्या Anil:अनिल Arjun:अर्जुन Asha:आशा Deepa:दीपा Devika:देविका Divya:दिव्या Gaurav:गौरव Geeta:गीता Ishaan:ईशान Kavita:कविता Kiran:किरण Lakshmi:लक्ष्मी Manoj:मनोज Meera:मीरा Nandini:नंदिनी Neha:नेहा Nikhil:निखिल Pooja:पूजा Priya:प्रिया Rahul:राहुल Ravi:रवि Rohan:रोहन Sandeep:संदीप Shreya:श्रेया Sunita:सुनीता Tara:तारा Varun:वरुण Vikram:विक्रम",
    "Agarwal:अग्रवाल Bhat:भट Chauhan:चौहान Das:दास Desai:देसाई Deshpande:देशपांडे Gupta:गुप्ता Iyer:अय्यर Jha:झा Joshi:जोशी Kapoor:कपूर Khanna:खन्ना Kulkarni:कुलकर्णी Kumar:कुमार Malhotra:मल्होत्रा Mehta:मेहता Mishra:मिश्रा Nair:नायर Pandey:पांडे Patel:पटेल Pillai:पिल्लै Rao:राव Reddy:रेड्डी Saxena:सक्सेना Sharma:शर्मा Singh:सिंह Sinha:सिन्हा Verma:वर्मा Yadav:यादव",
    "Pune; Bengaluru; Chennai; Kochi; Kolkata; Delhi; Ahmedabad; Mysuru; Kathmandu; Guwahati",
  ),
  culture(
    5,
    "An:安 Bo:博 Chen:晨 Fang:芳 Hao:浩 Hua:华 Hui:慧 Jia:佳 Jing:静 Jun:俊 Lan:兰 Lei:磊 Lin:琳 Mei:梅 Min:敏 Ming:明 Na:娜 Ning:宁 Qing:青 Rui:睿 Shan:珊 Ting:婷 Wei:伟 Wen:文 Xia:霞 Xiaoming:晓明 Xin:欣 Xue:雪 Yan:燕 Yi:怡 Ying:颖 Yu:雨 Yuan:圆 Zhi:志",
    "Cao:曹 Chen:陈 Deng:邓 Dong:董 Feng:冯 Gao:高 Guo:郭 Han:韩 He:何 Hu:胡 Huang:黄 Jiang:蒋 Li:李 Liang:梁 Lin:林 Liu:刘 Luo:罗 Ma:马 Pan:潘 Peng:彭 Shen:沈 Song:宋 Sun:孙 Tang:唐 Wang:王 Wu:吴 Xie:谢 Xu:徐 Yang:杨 Yu:于 Zhang:张 Zhao:赵 Zheng:郑 Zhou:周 Zhu:朱",
    "Chengdu; Nanjing; Xi'an; Taipei; Tainan; Hangzhou; Kunming; Hong Kong; Singapore",
    { familyFirst: true, separator: "" },
  ),
  culture(
    4,
    "Aiko:愛子 Akira:明 Aoi:葵 Asuka:明日香 Chihiro:千尋 Daiki:大輝 Emi:恵美 Haruka:遥 Haruto:陽斗 Hina:陽菜 Hiroshi:浩 Kaede:楓 Kaito:海斗 Kazuki:和樹 Kenji:健二 Mai:舞 Makoto:誠 Mayumi:真由美 Mei:芽衣 Misaki:美咲 Naoki:直樹 Natsuki:夏希 Ren:蓮 Riku:陸 Sakura:桜 Satoshi:聡 Shota:翔太 Sora:空 Takumi:匠 Yui:結衣 Yuki:雪 Yuto:悠斗",
    "Abe:阿部 Aoki:青木 Endo:遠藤 Fujita:藤田 Goto:後藤 Hasegawa:長谷川 Hayashi:林 Ikeda:池田 Inoue:井上 Ishikawa:石川 Ito:伊藤 Kato:加藤 Kimura:木村 Kobayashi:小林 Kondo:近藤 Maeda:前田 Matsumoto:松本 Mori:森 Nakagawa:中川 Nakamura:中村 Nishimura:西村 Ogawa:小川 Okada:岡田 Ota:太田 Saito:斎藤 Sakamoto:坂本 Sasaki:佐々木 Shimizu:清水 Takahashi:高橋 Ueda:上田 Watanabe:渡辺 Yamaguchi:山口",
    "Kyoto; Sapporo; Fukuoka; Kanazawa; Nagoya; Sendai; Matsuyama",
    { familyFirst: true },
  ),
  culture(
    3,
    "Arum:아름 Bora:보라 Chaewon:채원 Dahye:다혜 Dohyun:도현 Eunji:은지 Gaeul:가을 Hana:하나 Haneul:하늘 Hyejin:혜진 Hyunwoo:현우 Jaemin:재민 Jihoon:지훈 Jimin:지민 Jisoo:지수 Jiwon:지원 Junho:준호 Minji:민지 Minseo:민서 Nari:나리 Sejin:세진 Seojun:서준 Seoyeon:서연 Sora:소라 Sujin:수진 Taeyang:태양 Yejin:예진 Yuna:유나",
    "Ahn:안 Bae:배 Baek:백 Cho:조 Choi:최 Chung:정 Han:한 Hong:홍 Hwang:황 Jang:장 Jeon:전 Kang:강 Kim:김 Ko:고 Kwon:권 Lee:이 Lim:임 Moon:문 Nam:남 Noh:노 Oh:오 Park:박 Seo:서 Shin:신 Son:손 Song:송 Yang:양 Yoo:유 Yoon:윤",
    "Busan; Daegu; Jeonju; Incheon; Seoul; Gwangju",
    { familyFirst: true, separator: "" },
  ),
  culture(
    4,
    "An Anh Bảo Bình Chi Dũng Giang Hà Hải Hạnh Hiếu Hoa Hương Huy Khánh Lan Linh Long Mai Minh Nam Nga Ngọc Nhung Phúc Phương Quân Quỳnh Sơn Tâm Thảo Thu Trang Trung Tú Tuấn Vân Vy Yến",
    "Bùi Cao Châu Đặng Đinh Đỗ Đoàn Dương Hà Hồ Hoàng Huỳnh Lâm Lê Lương Lý Mai Ngô Nguyễn Phạm Phan Phùng Tạ Thái Tô Trần Trịnh Trương Võ Vũ",
    "Đà Nẵng; Huế; Hà Nội; Cần Thơ; Đà Lạt",
    { familyFirst: true },
  ),
  culture(
    3,
    "Anong:อนงค์ Apinya:อภิญญา Arthit:อาทิตย์ Chai:ชัย Chanida:ชนิดา Dao:ดาว Kanya:กัญญา Kittisak:กิตติศักดิ์ Malee:มาลี Nan:แนน Natthapong:ณัฐพงษ์ Niran:นิรันดร์ Nok:นก Ploy:พลอย Prasert:ประเสริฐ Preeda:ปรีดา Sirikit:สิริกิต Somchai:สมชาย Somsak:สมศักดิ์ Suda:สุดา Sunee:สุนีย์ Tanawat:ธนวัฒน์ Wanida:วนิดา Wichai:วิชัย",
    "Boonmee:บุญมี Chaiyasit:ไชยสิทธิ์ Charoen:เจริญ Inthanon:อินทนนท์ Jaidee:ใจดี Kaewkla:แก้วกล้า Kongkaew:คงแก้ว Maneerat:มณีรัตน์ Phromma:พรหมมา Rattana:รัตนะ Saelim:แซ่ลิ้ม Saengchan:แสงจันทร์ Sombat:สมบัติ Srisuk:ศรีสุข Suwan:สุวรรณ Thongdee:ทองดี Wongsa:วงศา Yodrak:ยอดรัก",
    "Chiang Mai; Khon Kaen; Bangkok; Nan; Songkhla",
  ),
  culture(
    5,
    "Bopha:បុប្ផា Borey:បុរី Chanthou:ចាន់ធូ Chenda:ចិន្តា Dara:ដារ៉ា Davy:ដាវី Kosal:កុសល Kunthea:គន្ធា Leakhena:លក្ខិណា Makara:មករា Mealea:មាលា Mony:មុនី Nary:នារី Phalla:ផល្លា Piseth:ពិសិដ្ឋ Pisey:ពិសី Rachana:រចនា Ratha:រដ្ឋា Rithy:ឫទ្ធី Samnang:សំណាង Sokha:សុខា Sophea:សោភា Sopheap:សុភាព Sothea:សុធា Sovann:សុវណ្ណ Sreymom:ស្រីមុំ Sreyneang:ស្រីនាង Thida:ធីតា Vanna:វណ្ណា Veasna:វាសនា Vibol:វិបុល Visal:វិសាល",
    "Chan:ចាន់ Chea:ជា Chhim:ឈឹម Chhoun:ឈួន Eang:អៀង Heng:ហេង Hong:ហុង Keo:កែវ Khiev:ខៀវ Kim:គឹម Kong:គង់ Lim:លឹម Long:ឡុង Ly:លី Meas:មាស Mao:ម៉ៅ Nhem:ញឹម Ouk:អ៊ុក Pen:ប៉ែន Phan:ផាន់ Prak:ប្រាក់ Ros:រស់ Sam:សំ Sar:សរ Seng:សេង Sok:សុខ Som:សោម Tep:ទេព Touch:ទូច Ung:អ៊ុង Yem:យ៉ែម Yim:យឹម",
    "Phnom Penh; Battambang; Siem Reap; Kampot; Kratié; Takeo; Kampong Cham; Kep",
    { familyFirst: true },
  ),
  culture(
    4,
    "Adi Agus Ahmad Aisyah Andi Arief Ayu Bagus Bayu Budi Citra Dewi Dian Eka Farida Fitri Gilang Hendra Indah Intan Joko Kartika Lestari Maya Nurul Putri Rani Rizky Sari Siti Tri Wahyu Wulan Yanti",
    "Anwar Basri Firmansyah Gunawan Halim Handayani Hartono Hidayat Ismail Kurniawan Kusuma Lubis Mahendra Nugroho Pertiwi Pranata Pratama Purnama Rahayu Rahman Ramadhan Santoso Saputra Setiawan Siregar Suryadi Susanto Utami Wibowo Wijaya Yusuf",
    "Yogyakarta; Bandung; Makassar; Malang; Denpasar; Kuala Lumpur; Penang; Kota Kinabalu",
  ),
  culture(
    4,
    "Abena Ada Adaeze Amara Ama Ayo Babajide Chidi Chinedu Chioma Ebele Efua Emeka Esi Femi Folake Ifeoma Ikenna Kofi Kojo Kwabena Kwame Mosi Ngozi Nkechi Nnamdi Obinna Segun Simisola Temitope Tunde Uche Yaa Yaw",
    "Abiola Acheampong Adebayo Adeyemi Agyeman Amoah Anane Annan Asante Asare Balogun Boateng Danso Diallo Eze Igwe Kamara Keita Mensah Ndiaye Nwosu Obi Odunsi Oduya Ofori Okafor Okeke Okoro Onyango Osei Owusu Sarpong Sowande Traoré",
    "Accra; Kumasi; Lagos; Ibadan; Enugu; Dakar; Freetown; Bamako; Tamale",
  ),
  culture(
    3,
    "Abebe Achieng Akinyi Amani Aster Baraka Bethlehem Dawit Desta Eyerusalem Farhiya Faraji Genet Imani Jabari Juma Kamau Kipchoge Makena Meron Mwende Naomi Neema Njeri Nyambura Otieno Rehema Selam Tesfaye Tigist Wairimu Wanjiku Yohannes Zawadi",
    "Alemu Assefa Bekele Chebet Gebre Haile Juma Kariuki Kibet Kimani Kiprono Kiptoo Lemma Maina Mbugua Mohamed Muthoni Mutua Mwangi Ndung'u Ngugi Njoroge Ochieng Odhiambo Okello Omondi Otieno Ruto Tadesse Wafula Wanjala Worku",
    "Nairobi; Kisumu; Mombasa; Addis Ababa; Bahir Dar; Kampala; Dar es Salaam; Arusha; Kigali",
  ),
  culture(
    2,
    "Adam:אדם Amit:עמית Avigail:אביגיל Dana:דנה Daniel:דניאל Eitan:איתן Ella:אלה Gal:גל Hila:הילה Itai:איתי Lior:ליאור Maya:מאיה Michal:מיכל Naama:נעמה Nadav:נדב Noa:נועה Noam:נועם Omer:עומר Rivka:רבקה Ronit:רונית Shira:שירה Tal:טל Tamar:תמר Uri:אורי Yael:יעל Yonatan:יונתן",
    "Adler:אדלר Amar:עמר Avraham:אברהם Azoulay:אזולאי Baruch:ברוך Biton:ביטון Cohen:כהן Dayan:דיין Friedman:פרידמן Gabay:גבאי Golan:גולן Katz:כץ Levi:לוי Mizrahi:מזרחי Ohana:אוחנה Peretz:פרץ Rosen:רוזן Segal:סגל Shalev:שלו Shapira:שפירא Tamir:תמיר Vaknin:ועקנין",
    "Haifa; Tel Aviv; Jerusalem; Be'er Sheva; Antwerp; Brooklyn",
  ),
];
